/// Options as a file: `quell.yaml` at the top of the project, or the one that the context names.
@NullMarked
package io.quell.infra.options.file;

import org.jspecify.annotations.NullMarked;
