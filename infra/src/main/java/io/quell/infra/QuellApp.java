package io.quell.infra;

import io.quell.book.Book;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.options.Deployment;
import io.quell.infra.options.Options;
import io.quell.infra.options.file.OptionsFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/// The CDK app of `cdk.json`: one stack in the Region of the credentials, or one in each Region
/// that the file of options names.
public final class QuellApp {
  private static final String DESCRIPTION = "Quell: turns down the noise of AWS Security Hub";

  private QuellApp() {}

  /// Synthesizes the app.
  ///
  /// @param args the function's jar; the files of options are in the working folder
  public static void main(String[] args) {
    try {
      App app = new App();
      addStacks(app, new FunctionJar(Path.of(args[0])), deployment(app, Path.of("")));
      app.synth();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // a wrong option, no rule book, no jar: one sentence, for who deploys
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Deployment deployment(App app, Path folder) {
    @SuppressWarnings("unchecked") // a context is an object in JSON
    Map<String, ?> context = (Map<String, ?>) app.getNode().getAllContext();
    return OptionsFile.read(folder, context);
  }

  /// Adds the stacks of a deployment.
  static void addStacks(App app, FunctionJar jar, Deployment deployment) {
    for (Options options : deployment.stacks()) {
      String name = options.stack().name();
      String region = options.stack().region();
      new QuellStack(
          app,
          region == null ? name : name + "-" + region,
          StackProps.builder()
              .stackName(name)
              .description(DESCRIPTION)
              .env(environment(region))
              .build(),
          QuellProps.of(options, jar, Book.packaged()));
    }
  }

  private static @Nullable Environment environment(@Nullable String region) {
    return region == null ? null : Environment.builder().region(region).build();
  }
}
