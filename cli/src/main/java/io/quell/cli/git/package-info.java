/// What commands read of the git repository that they run in.
@NullMarked
package io.quell.cli.git;

import org.jspecify.annotations.NullMarked;
