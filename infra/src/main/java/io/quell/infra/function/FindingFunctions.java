package io.quell.infra.function;

import io.quell.compile.permission.PermittedChanges;
import io.quell.compile.permission.UpdatePermissions;
import io.quell.infra.options.Options;
import io.quell.infra.permissions.Hubs;
import io.quell.infra.permissions.ManagedRole;
import io.quell.infra.synthesis.NagSuppressions;
import io.quell.lambda.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Tracing;
import software.constructs.Construct;

/// What the functions that change findings have in common: the settings that follow from the
/// options, and what they may do to findings.
public final class FindingFunctions {
  private FindingFunctions() {}

  /// A function that has all but its handler, its timeout and its description.
  ///
  /// @param own its log and its role
  public static Function.Builder builder(
      Construct scope, String id, FunctionJar jar, Options options, LogAndRole own) {
    return Function.Builder.create(scope, id)
        .runtime(jar.runtime())
        .code(Code.fromAsset(jar.path().toString()))
        .architecture(options.function().processor().architecture())
        .memorySize(options.function().memoryMb())
        .role(own.role())
        .logGroup(own.log())
        .environment(variables(scope, options))
        .tracing(options.function().tracing() ? Tracing.ACTIVE : Tracing.DISABLED);
  }

  /// How a function runs the rules; a variable without a value is left out.
  private static Map<String, String> variables(Construct scope, Options options) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("QUELL_MODE", options.mode().name().toLowerCase(Locale.ROOT));
    variables.put("QUELL_STACK", Stack.of(scope).getStackName());
    variables.put("QUELL_BOOK", options.book().in(Stack.of(scope).getStackName()));
    if (!options.book().former().isEmpty()) {
      variables.put("QUELL_FORMER_BOOKS", String.join(",", options.book().former()));
    }
    variables.put(
        "QUELL_USER_DEFINED_FIELDS",
        options.updates().userDefinedFields().name().toLowerCase(Locale.ROOT));
    variables.put("QUELL_MOST_GIVEN_BACK", Integer.toString(options.updates().mostGivenBack()));
    variables.put("QUELL_LATE_MINUTES", Integer.toString(options.updates().lateMinutes()));
    variables.put("QUELL_RULE_METRICS", options.operations().ruleMetrics() ? "on" : "off");
    String endpointUrl = options.endpoint().url();
    if (endpointUrl != null) {
      variables.put("AWS_ENDPOINT_URL_SECURITYHUB", endpointUrl);
    }
    if (options.endpoint().fips()) {
      variables.put("AWS_USE_FIPS_ENDPOINT", "true");
    }
    return variables;
  }

  /// Lets a role change findings as far as the mode and the rules go, and in no other way.
  ///
  /// @param changes what the function may set
  /// @param isReading whether it reads findings too
  public static void permit(
      Role role, PermittedChanges changes, Options options, boolean isReading) {
    List<String> hubs = Hubs.of(role);
    UpdatePermissions.of(changes, options.intake().formats(), options.mode() == Mode.ENFORCE, hubs)
        .forEach(statement -> role.addToPolicy(ManagedRole.statement(statement)));
    if (isReading) {
      role.addToPolicy(ManagedRole.statement(UpdatePermissions.readingOf(hubs)));
    }
  }

  /// Says why there are wildcards in a role's policy. Call it when the role is permitted all.
  public static void acceptWildcards(Role role, Options options) {
    List<Map<String, Object>> entries = new ArrayList<>();
    entries.add(
        NagSuppressions.entry(
            "AwsSolutions-IAM5",
            "The id of the OCSF hub is given by AWS when Security Hub is enabled; an account has"
                + " one in a Region.",
            List.of("/^Resource::arn:.+:securityhub:.+:hubv2\\/\\*$/")));
    if (options.function().tracing()) {
      entries.add(
          NagSuppressions.entry(
              "AwsSolutions-IAM5",
              "X-Ray's actions for writing traces know no resource but '*'.",
              List.of("/^Resource::\\*$/")));
    }
    NagSuppressions.accept(role.getNode().findChild(ManagedRole.POLICY), entries);
  }
}
