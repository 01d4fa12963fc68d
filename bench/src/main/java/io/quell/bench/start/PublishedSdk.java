package io.quell.bench.start;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import software.amazon.awssdk.regions.GeneratedRegionMetadataProvider;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.Region;

/// The AWS SDK as everybody has it. Quell's package has classes of its own in place of two of the
/// SDK's, which load less.
final class PublishedSdk {
  private PublishedSdk() {}

  /// A copy of a package, with those two as the SDK has them.
  static Path in(Path jar) throws IOException {
    Path copy = Files.createTempFile("quell-function", ".jar");
    Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem published = FileSystems.newFileSystem(regions());
        FileSystem entries = FileSystems.newFileSystem(copy)) {
      for (Class<?> replaced :
          List.of(GeneratedServiceMetadataProvider.class, GeneratedRegionMetadataProvider.class)) {
        String name = replaced.getName().replace('.', '/') + ".class";
        Files.copy(
            published.getPath(name), entries.getPath(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy;
  }

  /// The SDK's jar with the Regions.
  private static Path regions() {
    try {
      return Path.of(Region.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
