"""Top floor: versions, public pages, exports, bundles, and pages that read several floors."""
