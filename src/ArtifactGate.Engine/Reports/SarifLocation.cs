using System.Text.Json;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Reports;

/// <summary>
/// Places in SARIF. A place is a file that somebody can open: the source where it is known, else the artifact; what lies inside the
/// artifact is a logical location, since no viewer can open it.
/// </summary>
internal static class SarifLocation
{
    /// <summary>Where a finding is.</summary>
    public static void OfFinding(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Source is not { } source)
        {
            bool isFile = finding.Path.Segments.IsEmpty;
            OfPath(json, finding.Path, finding.Location.Member, isFile ? finding.Location.Line : null, isFile ? finding.Location.Column : null);
            return;
        }

        json.WriteStartObject();
        Physical(json, source.File, source.Line, source.Column);
        Logical(json, finding.Path, finding.Location.Member);
        json.WriteEndObject();
    }

    /// <summary>A node of an artifact.</summary>
    public static void OfPath(Utf8JsonWriter json, ArtifactPath path, string? member, int? line = null, int? column = null)
    {
        json.WriteStartObject();
        Physical(json, path.Artifact, line, column);
        Logical(json, path, member);
        json.WriteEndObject();
    }

    /// <summary>A path as a URI reference: relative as it is, absolute as <c>file:</c>, everything unusual percent-encoded.</summary>
    public static string UriOf(string path)
    {
        bool drive = path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && (path[2] is '/' or '\\');
        if (drive)
        {
            return $"file:///{path[..2]}{Escaped(path[2..].Replace('\\', '/'))}";
        }

        if (path.StartsWith("oci://", StringComparison.Ordinal))
        {
            return "oci://" + Escaped(path["oci://".Length..]);
        }

        // A second slash would make the first name a host.
        return path.StartsWith('/') ? "file:///" + Escaped(path.TrimStart('/')) : Escaped(path);
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static void Physical(Utf8JsonWriter json, string file, int? line, int? column)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(file));
        json.WriteEndObject();
        if (line is > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line.Value);
            if (column is > 0)
            {
                json.WriteNumber("startColumn", column.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Logical(Utf8JsonWriter json, ArtifactPath path, string? member)
    {
        if (path.Segments.IsEmpty && string.IsNullOrEmpty(member))
        {
            return;
        }

        json.WriteStartArray("logicalLocations");
        if (!path.Segments.IsEmpty)
        {
            json.WriteStartObject();
            json.WriteString("name", path.Name);
            json.WriteString("fullyQualifiedName", path.ToString());
            json.WriteString("kind", "resource");
            json.WriteEndObject();
        }

        if (!string.IsNullOrEmpty(member))
        {
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", member);
            json.WriteString("kind", "member");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
