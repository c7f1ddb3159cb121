namespace Microsoft.Build.Framework;

/// <summary>
/// Tells MSBuild that a task touches nothing that belongs to the whole process, so that a multithreaded build keeps it in process.
/// MSBuild knows the attribute by its full name; the reference assemblies of the oldest version we run on do not have it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
