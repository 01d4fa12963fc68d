/// Rules as a file: `rules.yaml`, read into rules, written from rules, and described by a JSON
/// Schema.
@NullMarked
package io.quell.rulefile;

import org.jspecify.annotations.NullMarked;
