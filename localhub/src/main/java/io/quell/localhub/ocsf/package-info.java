/// What the hub does with findings in the Open Cybersecurity Schema Framework.
@NullMarked
package io.quell.localhub.ocsf;

import org.jspecify.annotations.NullMarked;
