package io.quell.infra.release;

import java.util.LinkedHashMap;
import java.util.Map;

/// What of a stack can be one way or another.
///
/// @param parameters the template's parameters that say which, by name, each with its declaration
/// @param conditions what of the parameters makes a condition, by the condition's name
/// @param variants the ways, by the name of the condition that holds for it; the first is that of
///     the template that the others are laid over
/// @param value the parameter whose value stands where the ways have those of `option`; empty where
///     they differ in more than a value
public record Factor(
    Map<String, String> parameters,
    Map<String, String> conditions,
    Map<String, Map<String, Object>> variants,
    String value) {

  /// An option whose value goes through to wherever it stands.
  ///
  /// @param declaration the parameter's declaration in JSON, with `'` for quotation marks
  static Factor value(
      String parameter, String declaration, String option, Object some, Object other) {
    Map<String, Map<String, Object>> variants = new LinkedHashMap<>();
    variants.put(some.toString(), Map.of(option, some));
    variants.put(other.toString(), Map.of(option, other));
    return new Factor(Map.of(parameter, declaration), Map.of(), variants, parameter);
  }

  /// An option on which the form of the stack depends.
  ///
  /// @param isOther the name of the condition that `other` is chosen
  /// @param isSome the name of the condition that it is not
  static Factor choice(
      String parameter,
      String declaration,
      String option,
      String isSome,
      String some,
      String isOther,
      String other) {
    Map<String, Map<String, Object>> variants = new LinkedHashMap<>();
    variants.put(isSome, Map.of(option, some));
    variants.put(isOther, Map.of(option, other));
    return new Factor(
        Map.of(parameter, declaration),
        Map.of(
            isSome, "{'Fn::Equals': [{'Ref': '%s'}, '%s']}".formatted(parameter, some),
            isOther, "{'Fn::Equals': [{'Ref': '%s'}, '%s']}".formatted(parameter, other)),
        variants,
        parameter);
  }
}
