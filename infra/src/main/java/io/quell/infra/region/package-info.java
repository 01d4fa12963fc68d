/// What a Region of AWS has, and what it lacks.
@NullMarked
package io.quell.infra.region;

import org.jspecify.annotations.NullMarked;
