package io.quell.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.finding.Json;
import io.quell.finding.JsonMembers;
import io.quell.finding.UnreadableException;
import io.quell.lambda.publication.Admission;
import io.quell.rule.RuleBook;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

/// What AppConfig calls before it deploys a file of rules: where this throws, there is no
/// deployment, and AppConfig shows the reason to who asked for one.
///
/// It admits exactly the files that the function of the same version admits.
public final class RuleFileValidator implements RequestStreamHandler {
  private final Admission admission;
  private final Consumer<String> log;

  /// The validator as Lambda makes it, from its environment: `QUELL_CHANGES` names what rules may
  /// change.
  ///
  /// @throws IllegalArgumentException where the environment is wrong
  public RuleFileValidator() {
    this(Admission.of(RuleBook.find(), System.getenv()), System.out::println);
  }

  RuleFileValidator(Admission admission, Consumer<String> log) {
    this.admission = admission;
    this.log = log;
  }

  /// Takes AppConfig's question: `content` has the file in Base64, `configurationVersion` and `uri`
  /// say which one it is.
  ///
  /// @throws RuleFileRefusedException where the file cannot be used; its message has all that is
  ///     wrong
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Map<?, ?> question = question(input.readAllBytes());
    byte[] content = content(question);
    String version = String.valueOf(question.get("configurationVersion"));
    try {
      String ruleBook =
          admission.admit("rules.yaml", content, "appconfig").engine(Clock.systemUTC()).version();
      log.accept(
          JsonMembers.line("INFO", "rules valid")
              .with("configurationVersion", version)
              .with("ruleBook", ruleBook)
              .toString());
    } catch (RuleFileException e) {
      log.accept(
          JsonMembers.line("ERROR", "rules refused")
              .with("configurationVersion", version)
              .with("problems", e.problems())
              .toString());
      throw new RuleFileRefusedException(e);
    }
  }

  private static Map<?, ?> question(byte[] payload) {
    try {
      if (Json.read(payload) instanceof Map<?, ?> question) {
        return question;
      }
    } catch (UnreadableException e) {
      throw new IllegalArgumentException("the question is no JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "the question is no JSON object, as AppConfig sends to a validator");
  }

  private static byte[] content(Map<?, ?> question) {
    if (!(question.get("content") instanceof String content)) {
      throw new IllegalArgumentException(
          "the question has no 'content', as AppConfig sends to a validator");
    }
    try {
      return Base64.getDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the question's 'content' is not in Base64: " + e.getMessage(), e);
    }
  }
}
