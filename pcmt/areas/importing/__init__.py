"""Files that an administrator hands in, looked through against the map before anything of them is written whole.

Private to the package: asked through `queries.preview_import`, done by `actions.import_file`.
"""
