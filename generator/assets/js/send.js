// "Send this file": the phone's own list of ways to send it. Without it the link downloads the file.
(function () {
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[data-send]');
    // From a disk no script may read the file: the link then opens it.
    if (!link || !navigator.canShare || !window.File || !/^http/.test(location.protocol)) return;
    var empty = new File([''], link.download, { type: 'text/html' });
    if (!navigator.canShare({ files: [empty] })) return;
    event.preventDefault();
    fetch(link.href).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.blob();
    }).then(function (page) {
      return navigator.share({ files: [new File([page], link.download, { type: 'text/html' })] });
    }).catch(function (error) {
      // Who closes the list has decided; anything else must not keep the file back.
      if (error.name !== 'AbortError') location.href = link.href;
    });
  });
})();
