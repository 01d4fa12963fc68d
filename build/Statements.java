import com.sun.source.tree.BlockTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Counts the statements and declarations of each module's main code, which no formatter changes.
/// Run it from the root of the repository: `$(build/find-jdk)/bin/java build/Statements.java`
///
/// A statement is whatever Java's grammar calls one, but for blocks and empty statements; the
/// expression that is a lambda's body counts as the statement that it stands for. Types, methods
/// and fields count as one each, record components too.
final class Statements {
  private Statements() {}

  private static final class Counter extends TreeScanner<Void, Void> {
    private long count;

    @Override
    public Void scan(Tree tree, Void nothing) {
      if (tree instanceof MethodTree
          || tree instanceof StatementTree
              && !(tree instanceof BlockTree)
              && !(tree instanceof EmptyStatementTree)) {
        count++;
      }
      return super.scan(tree, nothing);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
      if (lambda.getBody() instanceof ExpressionTree) {
        count++;
      }
      return super.visitLambdaExpression(lambda, nothing);
    }
  }

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args.length > 0 ? args[0] : ".");
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> root.relativize(file).toString().matches("[^/]+/src/main/.*"))
              .toList();
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, long[]> modules = new TreeMap<>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (var unit : task.parse()) {
        Path file =
            root.toAbsolutePath().normalize().relativize(Path.of(unit.getSourceFile().toUri()));
        var counter = new Counter();
        counter.scan(unit, null);
        long[] counts = modules.computeIfAbsent(file.getName(0).toString(), _ -> new long[2]);
        counts[0]++;
        counts[1] += counter.count;
      }
    }
    modules.forEach(
        (module, counts) ->
            System.out.printf("%-12s%5d files%8d statements%n", module, counts[0], counts[1]));
    System.out.printf(
        "%-12s%5d files%8d statements%n",
        "all",
        modules.values().stream().mapToLong(counts -> counts[0]).sum(),
        modules.values().stream().mapToLong(counts -> counts[1]).sum());
  }
}
