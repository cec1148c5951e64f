"""Static files under names by content, compressed, and with the imports of their modules following the names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    """A browser may keep such a file for ever; a module's `import` names the file that it was collected with."""

    support_js_module_import_aggregation = True
    # A page names some thirty files; by manifest and name, for a process that collects files gets a new manifest.
    _told: dict[tuple[str, str], str] = {}  # noqa: RUF012 what holds for one storage holds for all of them

    def url(self, name: str | None, force: bool = False) -> str:
        """This will give the address of a file under its name by content, worked out once for each manifest."""
        if force or not self.manifest_hash:
            return str(super().url(name or "", force))
        key = (self.manifest_hash, name or "")
        if key not in self._told:
            self._told[key] = str(super().url(key[1], force))
        return self._told[key]
