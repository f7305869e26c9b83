// The public page of a badge works without this; with it, its address can be copied.
(function () {
  var button = document.querySelector('[data-copy]');
  if (!button || !navigator.clipboard) return;
  var words = button.querySelector('span');
  var usual = words.textContent;
  button.hidden = false;
  button.addEventListener('click', function () {
    navigator.clipboard.writeText(button.dataset.copy).then(function () {
      words.textContent = button.dataset.copied;
      setTimeout(function () {
        words.textContent = usual;
      }, 4000);
    });
  });
})();
