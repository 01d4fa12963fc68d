/// What every file in YAML that Quell reads has in common: how far its aliases may go.
@NullMarked
package io.quell.yaml;

import org.jspecify.annotations.NullMarked;
