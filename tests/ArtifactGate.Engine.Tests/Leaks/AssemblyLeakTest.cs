using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Cases in which an assembly carries the credential.</summary>
public abstract class AssemblyLeakTest : LeakTest
{
    /// <summary>Compiles C# to a library whose references are those of this run.</summary>
    protected byte[] Compile(string source, params string[] options)
    {
        string file = Path.Combine(Folder, "C.cs"), library = Path.Combine(Folder, "Built.dll");
        File.WriteAllText(file, source);
        string primitives = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.ComponentModel.Primitives.dll");
        Compiler.Compile(file, library, [.. options, "-r:" + primitives]);
        return File.ReadAllBytes(library);
    }
}
