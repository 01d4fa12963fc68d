package io.quell.infra;

import io.quell.book.Book;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.options.Options;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/// The CDK app of `cdk.json`: one stack in the Region of the credentials, or one in each Region
/// that is named.
public final class QuellApp {
  private static final String DESCRIPTION = "Quell: turns down the noise of AWS Security Hub";

  private QuellApp() {}

  /// Synthesizes the app.
  ///
  /// @param args the function's jar
  public static void main(String[] args) {
    try {
      App app = new App();
      addStacks(app, new FunctionJar(Path.of(args[0])));
      app.synth();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // a wrong option, no rule book, no jar: one sentence, for who deploys
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /// Adds the stacks that the app's context asks for.
  static void addStacks(App app, FunctionJar jar) {
    @SuppressWarnings("unchecked") // a context is an object in JSON
    Map<String, ?> context = (Map<String, ?>) app.getNode().getAllContext();
    QuellProps props = QuellProps.of(Options.of(context), jar, Book.packaged().rules());
    String name = props.options().stackName();
    if (props.options().regions().isEmpty()) {
      new QuellStack(app, name, StackProps.builder().description(DESCRIPTION).build(), props);
    }
    for (String region : props.options().regions()) {
      new QuellStack(
          app,
          name + "-" + region,
          StackProps.builder()
              .stackName(name)
              .description(DESCRIPTION)
              .env(Environment.builder().region(region).build())
              .build(),
          props);
    }
  }
}
