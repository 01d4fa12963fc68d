package io.quell.infra.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.lambda.QuellHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionJarTest {
  private static final String HANDLER = QuellHandler.class.getName().replace('.', '/') + ".class";

  @TempDir Path folder;

  private Path jar(String entry, byte[] bytes) throws IOException {
    Path jar = folder.resolve("function.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new ZipEntry(entry));
      entries.write(bytes);
    }
    return jar;
  }

  /// The first bytes of a class file (JVMS, 4.1).
  private static byte[] classFile(int major) {
    return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) major};
  }

  @Test
  void takesTheRuntimeFromTheHandlersClassFile() throws IOException {
    assertThat(new FunctionJar(jar(HANDLER, classFile(69))).runtime().getName())
        .isEqualTo("java25");
    assertThat(new FunctionJar(jar(HANDLER, classFile(65))).runtime().getName())
        .isEqualTo("java21");
  }

  @Test
  void refusesAReleaseThatLambdaDoesNotHave() throws IOException {
    FunctionJar jar = new FunctionJar(jar(HANDLER, classFile(70)));

    assertThatThrownBy(jar::runtime)
        .hasMessageContaining("is compiled for Java 26, for which Lambda has no runtime");
  }

  @Test
  void refusesAJarWithoutTheHandler() throws IOException {
    FunctionJar jar = new FunctionJar(jar("io/quell/Other.class", classFile(69)));

    assertThatThrownBy(jar::runtime)
        .hasMessageContaining("has no class io.quell.lambda.QuellHandler");
  }

  @Test
  void refusesWhatIsNoJar() throws IOException {
    FunctionJar jar = new FunctionJar(Files.writeString(folder.resolve("function.jar"), "no jar"));

    assertThatThrownBy(jar::runtime).hasMessageContaining("is no jar that can be read");
  }

  @Test
  void saysHowToBuildAJarThatIsNotThere() {
    assertThatThrownBy(() -> new FunctionJar(folder.resolve("none.jar")))
        .hasMessageContaining("build it with 'mvn package'");
  }
}
