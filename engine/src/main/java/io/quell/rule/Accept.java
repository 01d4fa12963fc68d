package io.quell.rule;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says in a [RuleCard] that something which lint finds about the rule is known, and meant.
///
/// [Acceptance] is the same as data.
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Accept {
  /// The id of lint's check, such as `conflict`.
  String check();

  /// The id of the other rule, where the problem is one of two rules; else empty.
  String with() default "";

  /// Why it is right as it is.
  String reason();
}
