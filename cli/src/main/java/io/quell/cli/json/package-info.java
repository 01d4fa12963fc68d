/// JSON as the commands print it for machines.
@NullMarked
package io.quell.cli.json;

import org.jspecify.annotations.NullMarked;
