"""Pure reading and checking of rule files: strict YAML, one reader a kind, one check over all."""
