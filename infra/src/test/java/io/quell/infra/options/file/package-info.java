@NullMarked
package io.quell.infra.options.file;

import org.jspecify.annotations.NullMarked;
