/// The rules that are published through AWS AppConfig while the function runs: which files may be,
/// and the poll before an invocation's findings that puts one in the place of the running one only
/// where all of it is right.
@NullMarked
package io.quell.lambda.publication;

import org.jspecify.annotations.NullMarked;
