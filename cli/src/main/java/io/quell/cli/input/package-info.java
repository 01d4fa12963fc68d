/// Reads findings and events from files, folders and standard input, and puts findings into a local
/// hub.
@NullMarked
package io.quell.cli.input;

import org.jspecify.annotations.NullMarked;
