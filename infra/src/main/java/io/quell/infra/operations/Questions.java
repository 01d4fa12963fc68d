package io.quell.infra.operations;

import io.quell.infra.reconciliation.ReconciliationConstruct;
import io.quell.lambda.report.Question;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The questions of [Question] as saved queries, which the console of CloudWatch Logs Insights
/// lists in a folder by the stack's name. They cost nothing until somebody runs one.
public final class Questions {
  private Questions() {}

  /// Saves them.
  ///
  /// @param log the log of decisions
  /// @param reconciliation the second function, which decides too, or null where there is none
  public static void save(
      Construct scope, LogGroup log, @Nullable ReconciliationConstruct reconciliation) {
    Construct folder = new Construct(scope, "Questions");
    for (Question question : Question.values()) {
      if (reconciliation == null) {
        if (!question.isOfReconciliation()) {
          save(folder, question, List.of(log.getLogGroupName()));
        }
      } else {
        String other = reconciliation.logGroup().getLogGroupName();
        save(
            folder,
            question,
            question.isOfReconciliation() ? List.of(other) : List.of(log.getLogGroupName(), other));
      }
    }
  }

  private static void save(Construct folder, Question question, List<String> logs) {
    String id =
        Stream.of(question.name().split("_", -1))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .reduce("", String::concat);
    CfnQueryDefinition.Builder.create(folder, id)
        .name("Quell/%s/%s".formatted(Stack.of(folder).getStackName(), question.title()))
        .queryString(question.query())
        .logGroupNames(logs)
        .build();
  }
}
