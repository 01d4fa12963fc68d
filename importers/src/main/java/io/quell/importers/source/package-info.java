/// What every importer needs to read a source and to make rules of it.
@NullMarked
package io.quell.importers.source;

import org.jspecify.annotations.NullMarked;
