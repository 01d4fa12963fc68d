/// The reading of findings, page by page, and of what has happened to one.
@NullMarked
package io.quell.hub.reading;

import org.jspecify.annotations.NullMarked;
