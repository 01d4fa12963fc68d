package io.quell.cli.publish;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.HostedConfiguration;
import io.quell.finding.Json;
import io.quell.rulefile.Levers;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFileException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// How the levers of a stack are set, or are to be.
///
/// @param mode how far the stack goes
/// @param suspended the ids of the rules that set nothing, and whose changes are given back
public record LeverSettings(Levers.Mode mode, NavigableSet<String> suspended) {
  /// The levers where none were published.
  static final LeverSettings NORMAL = new LeverSettings(Levers.Mode.NORMAL, new TreeSet<>());

  public LeverSettings {
    suspended = new TreeSet<>(suspended);
  }

  /// The levers in force of a stack.
  ///
  /// @param stack its name
  /// @throws FailedException where there is no such stack, it cannot be asked, or its levers cannot
  ///     be read
  public static LeverSettings of(String stack, CommandContext context) {
    try (AwsConnection aws = AwsConnection.of(context.environment())) {
      HostedConfiguration levers = HostedConfiguration.levers(DeployedStack.named(stack, aws));
      return levers.inForce().map(at -> read(levers.content(at.version()))).orElse(NORMAL);
    }
  }

  /// Reads what is published.
  ///
  /// @throws FailedException where it is no file of levers
  static LeverSettings read(byte[] document) {
    try {
      Levers levers = Levers.read("levers", document, "appconfig");
      return new LeverSettings(levers.mode(), new TreeSet<>(levers.suspended()));
    } catch (RuleFileException e) {
      List<String> sentences = new ArrayList<>();
      sentences.add(
          "the levers in force cannot be read, so the functions go on with the last ones that can;"
              + " 'quell levers --normal' replaces them");
      e.problems().stream().map(Problem::toString).forEach(sentences::add);
      throw new FailedException(sentences);
    }
  }

  /// The file.
  byte[] document() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("mode", mode.word());
    members.put("suspended", List.copyOf(suspended));
    return Json.write(members).getBytes(StandardCharsets.UTF_8);
  }

  /// The same with another mode.
  LeverSettings with(Levers.Mode other) {
    return new LeverSettings(other, suspended);
  }

  /// The same with more rules suspended, and others not any more.
  LeverSettings with(Collection<String> more, Collection<String> less) {
    NavigableSet<String> ids = new TreeSet<>(suspended);
    ids.addAll(more);
    less.forEach(ids::remove);
    return new LeverSettings(mode, ids);
  }

  /// How they are set, for people.
  String words() {
    return "mode %s (%s), %s"
        .formatted(
            mode.word(),
            meaning(),
            suspended.isEmpty()
                ? "no rule suspended"
                : "suspended: " + String.join(", ", suspended));
  }

  private String meaning() {
    return switch (mode) {
      case NORMAL -> "goes as far as it is deployed to go";
      case OBSERVE -> "decides and logs, and changes nothing";
      case STOP_CHANGING -> "gives back what no rule wants any more, and sets nothing new";
    };
  }
}
