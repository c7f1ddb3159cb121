using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Components of the Windows Runtime (.winmd): assemblies that a reader may show as something else than what is in them.</summary>
public sealed class WindowsMetadataTests : FormatTest
{
    [Fact]
    public void One_is_read_as_it_is()
    {
        GateResult result = Scan("L.winmd", Component(SampleSecrets.GitHub(1)));
        Assert.Empty(result.Unread);
        Assert.Equal("assembly", result.Artifacts[0].Kind);
        Assert.Equal("L.NameAttribute.Key", Assert.Single(result.Findings).Location.Member);
    }

    // A class with a constant, and the attribute of which the framework shows another: its bytes are nowhere in the file.
    private static byte[] Component(string constant)
    {
        var metadata = new MetadataBuilder();
        StringHandle Name(string name) => metadata.GetOrAddString(name);
        metadata.AddModule(0, Name("L.winmd"), metadata.GetOrAddGuid(new Guid(7, 0, 0, new byte[8])), default, default);
        metadata.AddAssembly(Name("L"), new Version(1, 0), default, default, AssemblyFlags.WindowsRuntime, default);
        metadata.AddAssemblyReference(Name("mscorlib"), new Version(4, 0), default, default, default, default);
        AssemblyReferenceHandle foundation = metadata.AddAssemblyReference(Name("Windows.Foundation"), new Version(255, 255), default, default, AssemblyFlags.WindowsRuntime, default);
        TypeReferenceHandle attribute = metadata.AddTypeReference(foundation, Name("Windows.Foundation.Metadata"), Name("AttributeUsageAttribute"));
        var constructor = new BlobBuilder();
        new BlobEncoder(constructor).MethodSignature(isInstanceMethod: true).Parameters(1, r => r.Void(), p => p.AddParameter().Type().UInt32());
        var field = new BlobBuilder();
        new BlobEncoder(field).Field().Type().String();
        FieldDefinitionHandle key = metadata.AddFieldDefinition(FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal, Name("Key"), metadata.GetOrAddBlob(field));
        metadata.AddConstant(key, constant);
        MethodDefinitionHandle none = MetadataTokens.MethodDefinitionHandle(1);
        metadata.AddTypeDefinition(default, default, Name("<Module>"), default, key, none);
        TypeDefinitionHandle type = metadata.AddTypeDefinition(TypeAttributes.Public | TypeAttributes.Sealed, Name("L"), Name("NameAttribute"), default, key, none);
        metadata.AddCustomAttribute(type, metadata.AddMemberReference(attribute, Name(".ctor"), metadata.GetOrAddBlob(constructor)),
            metadata.GetOrAddBlob((byte[])[1, 0, 16, 0, 0, 0, 0, 0]));
        var library = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata, "WindowsRuntime 1.4"), new BlobBuilder()).Serialize(library);
        return library.ToArray();
    }
}
