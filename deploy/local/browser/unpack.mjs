// Unpacks the package's Chromium with its libraries and fonts into TMPDIR. The package only brings its libraries out
// where it believes to be in that cloud's runtime, hence the variable that the caller sets: AWS_EXECUTION_ENV.
import chromium from '@sparticuz/chromium';

console.log(await chromium.executablePath());
