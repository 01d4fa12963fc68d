package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CacheablePicocliTest {
  @TempDir private Path folder;

  @Test
  void hasEachFileAndNoClassThatIsTooOld() throws Exception {
    Path copy = folder.resolve("picocli.jar");
    CacheablePicocli.write(copy);
    List<String> wrong = new ArrayList<>();
    try (var original = new JarFile(original().toFile());
        var jar = new JarFile(copy.toFile())) {
      assertThat(names(jar)).hasSizeGreaterThan(200).isEqualTo(names(original));
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class")) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          if (CacheablePicocli.version(content) < CacheablePicocli.FIRST_WITH_STACK_MAPS) {
            wrong.add(entry.getName() + " is old");
          }
          ClassFile.of().verify(content).forEach(error -> wrong.add(error.getMessage()));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void isTheSameEachTime() throws Exception {
    Path one = folder.resolve("one.jar");
    Path other = folder.resolve("other.jar");
    CacheablePicocli.write(one);
    CacheablePicocli.write(other);
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(Files.getLastModifiedTime(one)).isEqualTo(Files.getLastModifiedTime(other));
  }

  private static Path original() throws Exception {
    return Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<String> names(JarFile jar) throws IOException {
    return Collections.list(jar.entries()).stream().map(JarEntry::getName).toList();
  }
}
