/// What stands around the packaged function in a test: Lambda's runtime and AWS AppConfig, on
/// loopback.
@NullMarked
package io.quell.testing.runtime;

import org.jspecify.annotations.NullMarked;
