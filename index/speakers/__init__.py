"""Entity resolution of speakers across articles: names, offices and countries that mean the same one."""
