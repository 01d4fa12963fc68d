/// A call to Security Hub, whatever it is about: its pace, the time there is for it, its bodies as
/// plain JSON, and what is done where it is refused.
@NullMarked
package io.quell.hub.call;

import org.jspecify.annotations.NullMarked;
