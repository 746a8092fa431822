// Stylesheets for readers' phones: what Chrome 61 does not know is an error, but for the features below,
// each with what a phone of 2017 shows instead. tests/whole_site/test_phone_old.py holds the fall-backs to it.
const bearable = [
  'css-logical-props', // the build writes the names that Chrome 61 knows beside them
  'prefers-color-scheme', // the light colours
  'css-snappoints', // scroll-padding: a heading may stop below the bar
  'css-focus-visible', // the browser's own ring
  'css-has', 'css-not-sel-list', 'css-matches-pseudo', // inside @supports: numbers of sources always show, one column on a desk
  'css-math-functions', // minmax() of grids is taken for it; a min() has a plain size before it
  'css-sticky', // partial: in tables, where we use none
  'css-content-visibility', 'multicolumn', 'css-display-contents', // on paper alone
  'css-appearance', // partial: by its -webkit- name, which stands before it
  'css-overflow', 'css-clip-path', 'css-masks', // partial: forms that we do not use
];

export default {
  plugins: ['stylelint-no-unsupported-browser-features'],
  rules: {
    'plugin/no-unsupported-browser-features': [true, { browsers: ['chrome 61'], ignore: bearable }],
    'at-rule-no-unknown': true,
    'block-no-empty': true,
    'color-no-invalid-hex': true,
    'property-no-unknown': true,
    'selector-pseudo-class-no-unknown': true,
    'unit-no-unknown': true,
  },
};
