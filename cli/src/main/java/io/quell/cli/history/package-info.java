/// `quell history`: what Quell and others have done to a finding.
@NullMarked
package io.quell.cli.history;

import org.jspecify.annotations.NullMarked;
