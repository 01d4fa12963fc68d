/// `quell publish`, `levers`, `rollback` and `versions`: what a deployed stack decides by.
@NullMarked
package io.quell.cli.publish;

import org.jspecify.annotations.NullMarked;
