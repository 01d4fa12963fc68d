/// What is done before Lambda takes its snapshot of the function (SnapStart): the hook, and a
/// server inside the process that answers as AWS does.
@NullMarked
package io.quell.lambda.snapshot;

import org.jspecify.annotations.NullMarked;
