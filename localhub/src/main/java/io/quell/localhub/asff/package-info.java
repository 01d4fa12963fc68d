/// What the hub does with findings in the AWS Security Finding Format.
@NullMarked
package io.quell.localhub.asff;

import org.jspecify.annotations.NullMarked;
