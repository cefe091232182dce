"""Who may publish and export; reading what is published needs no account."""

import rules

from guideline.permissions import holds

for _permission in ("publication.publish_guideline", "publication.export_guideline"):
    rules.add_perm(_permission, holds(_permission))
