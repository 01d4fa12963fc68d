/// Calls of AWS's services by hand: the only place of the command line that knows the AWS SDK.
@NullMarked
package io.quell.cli.aws;

import org.jspecify.annotations.NullMarked;
