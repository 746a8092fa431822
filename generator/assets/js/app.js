// The app that a phone may be given: its manifest and icon come when the page has been painted. Named in the
// head as what it is, they would be one more turn of a slow network before the first word. Opened from a disk,
// no browser reads a manifest.
(function () {
  var link = document.querySelector('link[type="application/manifest+json"]');
  if (link && /^http/.test(location.protocol)) link.rel = 'manifest';
})();
