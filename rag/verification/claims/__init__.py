"""A written sentence taken apart into claims: whose words it reports, which words, and what it tells as a fact."""
