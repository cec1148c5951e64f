"""Static files under names by content, compressed, and with the imports of their modules following the names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    """A browser may keep such a file for ever; a module's `import` names the file that it was collected with."""

    support_js_module_import_aggregation = True
