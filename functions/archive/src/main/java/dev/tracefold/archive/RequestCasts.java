package dev.tracefold.archive;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Casts that spare the JVM the requests of all operations that a client of the AWS SDK has.
 *
 * <p>Each operation passes its request on as an {@code SdkRequest}. The JVM verifies all of a
 * client before its first use, and loads the class of every request to see that it is one: of three
 * clients nearly two hundred, and large ones, of which functions use a dozen. A value that is cast
 * needs no such look; the cast is checked when the operation is called.
 */
final class RequestCasts {

  private static final String REQUEST = "software/amazon/awssdk/core/SdkRequest";

  private RequestCasts() {}

  /**
   * Casts each variable that a method passes on as a request.
   *
   * @param owner internal name of the method's class
   */
  static void insert(String owner, MethodNode method) {
    passed(owner, method)
        .forEach(
            load -> method.instructions.insert(load, new TypeInsnNode(Opcodes.CHECKCAST, REQUEST)));
  }

  /** Where variables are read to be passed on as requests, and for nothing else. */
  private static Set<VarInsnNode> passed(String owner, MethodNode method) {
    Set<VarInsnNode> passed = new HashSet<>();
    Frame<SourceValue>[] frames = null;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && call.desc.contains(REQUEST)) {
        frames = frames == null ? frames(owner, method) : frames;
        Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
        Type[] types = Type.getArgumentTypes(call.desc);
        for (int i = 0; frame != null && i < types.length; i++) {
          SourceValue value = frame.getStack(frame.getStackSize() - types.length + i);
          if (types[i].getInternalName().equals(REQUEST)
              && value.insns.size() == 1
              && value.insns.iterator().next() instanceof VarInsnNode load) {
            passed.add(load);
          }
        }
      }
    }
    return passed;
  }

  /** Before each instruction, what put each value on the stack; null where no path leads. */
  private static Frame<SourceValue>[] frames(String owner, MethodNode method) {
    try {
      return new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
    } catch (AnalyzerException e) {
      throw new IllegalStateException(
          "found %s.%s%s, which cannot be analysed; expected what a compiler writes"
              .formatted(owner, method.name, method.desc),
          e);
    }
  }
}
