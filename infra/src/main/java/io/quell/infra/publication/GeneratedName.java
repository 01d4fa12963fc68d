package io.quell.infra.publication;

import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// Names for what AWS wants a name of, and generates none. They have the stack's UUID in them:
/// what an earlier stack of the same name has left behind is called otherwise.
final class GeneratedName {
  /// A stack's id is `arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/UUID`.
  private static final int UUID = 2;

  private GeneratedName() {}

  /// `Quell-` and the UUID, 42 characters, whatever the stack's name is: AppConfig takes 64, a
  /// stack's name can have 128.
  static String of(Construct scope) {
    return Fn.join(
        "-", List.of("Quell", Fn.select(UUID, Fn.split("/", Stack.of(scope).getStackId()))));
  }

  /// The same with an end of its own, for what an account has several of.
  ///
  /// @param end at most 20 characters
  static String of(Construct scope, String end) {
    return Fn.join("-", List.of(of(scope), end));
  }
}
