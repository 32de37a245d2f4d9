import ServiceLifecycle

/// Something that a serving process runs beside its requests until it shuts down. A plugin adds it in
/// `Plugin.extensions`.
public protocol BackgroundService: Extension, Service {}
