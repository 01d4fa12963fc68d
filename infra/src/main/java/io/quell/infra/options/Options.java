package io.quell.infra.options;

import io.quell.infra.options.choice.RuleFileSource;
import io.quell.infra.region.RegionFacts;
import io.quell.lambda.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How to deploy one stack with Quell in it. Each option has a default and a meaning, which
/// [DeploymentOption] documents. Options are made by name, `Options.of(Map.of("watch", "off"))`:
/// what is not named has its default.
///
/// A new option is a row in [DeploymentOption], and a component of the group that it is about,
/// which reads it.
///
/// @param mode whether decisions are applied
/// @param rules where the file of rules comes from
/// @param stack what the stack is called, and where it is
/// @param book the names of books that it has to do with
/// @param intake what starts the function
/// @param updates how findings are updated, and how far
/// @param function what the functions run on
/// @param endpoint where they call Security Hub
/// @param reconciliation the second function, which looks for findings that are at odds
/// @param operations what whoever operates the stack sees and is told
/// @param organization what the organization asks of every stack
/// @param inRegion the things that the options name by an ARN
public record Options(
    Mode mode,
    RuleFileSource rules,
    StackOptions stack,
    BookNames book,
    IntakeOptions intake,
    UpdateOptions updates,
    FunctionOptions function,
    EndpointOptions endpoint,
    ReconciliationOptions reconciliation,
    OperationOptions operations,
    OrganizationOptions organization,
    List<RegionalArn> inRegion) {

  public Options {
    inRegion = List.copyOf(inRegion);
  }

  /// The defaults.
  public static Options defaults() {
    return of(Map.of());
  }

  /// Reads the options by name, for a stack of one's own: a value is a text, a number, a truth
  /// value or a list.
  ///
  /// @throws OptionException where there is no such option, or a value is wrong
  public static Options of(Map<String, ?> values) {
    List<OptionProblem> problems = new ArrayList<>(Deployment.unknown(values.keySet(), List.of()));
    if (values.containsKey(DeploymentOption.REGIONS.key())) {
      problems.add(
          new OptionProblem(
              List.of(DeploymentOption.REGIONS.key()),
              "Option %s is for a file of options: in an app of your own each stack has its Region."
                  .formatted(DeploymentOption.REGIONS.key())));
    }
    if (!problems.isEmpty()) {
      throw new OptionException(problems);
    }
    return read(new OptionValues(values, Map.of(), null, false));
  }

  static Options read(OptionValues values) {
    Options options =
        new Options(
            values.oneOf(DeploymentOption.MODE, Mode.class),
            values.oneOf(DeploymentOption.RULES, RuleFileSource.class),
            StackOptions.read(values),
            BookNames.read(values),
            IntakeOptions.read(values),
            UpdateOptions.read(values),
            FunctionOptions.read(values),
            EndpointOptions.read(values),
            ReconciliationOptions.read(values),
            OperationOptions.read(values),
            OrganizationOptions.read(values),
            // last: what was read before
            values.arns());
    if (values.region() != null) {
      options.requireOffered(new RegionFacts(values.region()));
    }
    return options;
  }

  /// Refuses what AWS does not offer in the stack's Region, and things that are in another one.
  ///
  /// @throws OptionException where there is such an option
  public void requireOffered(RegionFacts region) {
    List<OptionProblem> problems = RegionRefusals.of(this, region);
    if (!problems.isEmpty()) {
      throw new OptionException(problems);
    }
  }
}
