/// The function that a release has ready, for those who publish all of their rules.
@NullMarked
package io.quell.release;

import org.jspecify.annotations.NullMarked;
