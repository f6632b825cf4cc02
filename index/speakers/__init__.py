"""One speaker across articles (entity resolution): names, offices and countries that mean the same one."""
