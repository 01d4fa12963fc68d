package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.options.Deployment;
import io.quell.lambda.QuellHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.cxapi.CloudAssembly;

/// The app as `cdk synth` runs it, with the context of cdk.json, once for each set of options.
final class Synthesis {
  private static final Map<Map<String, Object>, CloudAssembly> DONE = new ConcurrentHashMap<>();
  private static @Nullable FunctionJar standIn;

  private Synthesis() {}

  /// The template of the one stack that the options give.
  static Template template(Map<String, Object> options) {
    return new Template(Project.json(assembly(options).getStacks().getFirst().getTemplate()));
  }

  /// The template of a stack with Quell in it, made of these.
  static Template template(QuellProps props) {
    return template(props, StackProps.builder().build());
  }

  /// The same of a stack with settings of its own.
  static Template template(QuellProps props, StackProps stack) {
    App app = new App(AppProps.builder().context(context()).outdir(outdir().toString()).build());
    new QuellStack(app, "Quell", stack, props);
    return new Template(Project.json(app.synth().getStacks().getFirst().getTemplate()));
  }

  /// All that the options give.
  static CloudAssembly assembly(Map<String, Object> options) {
    return DONE.computeIfAbsent(options, Synthesis::synthesize);
  }

  private static CloudAssembly synthesize(Map<String, Object> options) {
    return app(options).synth();
  }

  /// The app with its stacks, before the synthesis. A name with a colon is the CDK's own, for its
  /// context.
  static App app(Map<String, Object> options) {
    Map<String, Object> context = context();
    Map<String, Object> own = new LinkedHashMap<>();
    options.forEach((name, value) -> (name.contains(":") ? context : own).put(name, value));
    App app = new App(AppProps.builder().context(context).outdir(outdir().toString()).build());
    QuellApp.addStacks(app, jar(), Deployment.of(own));
    return app;
  }

  private static Path outdir() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target", "cdk.out")), "app");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    JsonNode flags = Project.json(Project.path("cdk.json")).get("context");
    flags.properties().forEach(flag -> context.put(flag.getKey(), Project.value(flag.getValue())));
    // What the CDK's command line adds, for itself and for SAM.
    context.put("aws:cdk:enable-path-metadata", true);
    context.put("aws:cdk:enable-asset-metadata", true);
    return context;
  }

  /// A jar with the handler alone, so that these tests run before the function is packaged.
  static synchronized FunctionJar jar() {
    if (standIn == null) {
      standIn = new FunctionJar(write());
    }
    return standIn;
  }

  private static Path write() {
    String name = QuellHandler.class.getName().replace('.', '/') + ".class";
    try (InputStream handler =
        Objects.requireNonNull(QuellHandler.class.getResourceAsStream("/" + name))) {
      Path jar = Files.createTempFile("handler", ".jar");
      jar.toFile().deleteOnExit();
      try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
        entries.putNextEntry(new ZipEntry(name));
        handler.transferTo(entries);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
